import * as z from "zod";
import { awsCli } from "../../aws-cli";
import type { SessionTarget } from "./aws-session";

const answerSchema = z.object({
    Reservations: z.array(z.object({ Instances: z.array(z.object({ State: z.object({ Name: z.string() }) })) })),
});

/**
 * What EC2 says of an instance: `running`, `stopped`, `terminated`...; the last where there is none: EC2 forgets terminated ones in an hour.
 *
 * @throws UserError when it cannot be asked
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html
 */
export async function instanceState({ instanceId, region }: SessionTarget): Promise<string> {
    // By its id alone, one that is forgotten would be an error.
    const filter = `Name=instance-id,Values=${instanceId}`;
    const { Reservations } = await awsCli(["ec2", "describe-instances", "--filters", filter], region, answerSchema);
    return Reservations[0]?.Instances[0]?.State.Name ?? "terminated";
}
