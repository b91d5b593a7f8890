export { Application, type ApplicationArgs, type ServiceSummary } from "./application";
export { Credential, type CredentialArgs } from "./credential";
export { KIND_NAMES, type Kind, type ServiceDescription, type ServiceSpec, serviceSchema } from "./kinds";
export { CronTask, type CronTaskArgs } from "./kinds/cron/cron-task";
export { Microservice, type MicroserviceArgs } from "./kinds/microservice/microservice";
export { StatefulService, type StatefulServiceArgs } from "./kinds/stateful/stateful-service";
export type { StorageClasses } from "./kinds/stateful/volume-claims";
export { Task, type TaskArgs } from "./kinds/task/task";
export type { ServicePeer } from "./network-policy";
export {
    type ApplicationDescription,
    applicationDescriptionSchema,
} from "./schema";
export type { SecretReference } from "./service-secret";
