import { BACKUP_QUESTIONS } from "./backup";
import { DNS_QUESTIONS } from "./dns";
import { KEY_QUESTIONS } from "./keys";
import { LOAD_BALANCER_QUESTIONS } from "./load-balancers";
import { NODE_QUESTIONS } from "./nodes";
import { AGENT_QUESTIONS, PEOPLE_QUESTIONS } from "./people";
import { PIPELINE_QUESTIONS } from "./pipeline";
import type { Question } from "./question";
import { AUTOSCALER_QUESTIONS, KARPENTER_QUESTIONS } from "./scaling";
import { SESSION_QUESTIONS } from "./sessions";
import { STORAGE_QUESTIONS } from "./storage";

/** What IAM must allow and refuse. */
export const PERMISSION_QUESTIONS: readonly Question[] = [
    ...KEY_QUESTIONS,
    ...NODE_QUESTIONS,
    ...AUTOSCALER_QUESTIONS,
    ...KARPENTER_QUESTIONS,
    ...STORAGE_QUESTIONS,
    ...LOAD_BALANCER_QUESTIONS,
    ...DNS_QUESTIONS,
    ...BACKUP_QUESTIONS,
    ...PIPELINE_QUESTIONS,
    ...PEOPLE_QUESTIONS,
    ...AGENT_QUESTIONS,
    ...SESSION_QUESTIONS,
];
