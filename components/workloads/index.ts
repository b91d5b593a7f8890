export { Application, type ApplicationArgs, type ServiceSummary } from "./application";
export { Credential, type CredentialArgs } from "./credential";
export { Microservice, type MicroserviceArgs } from "./microservice";
export type { ServicePeer } from "./network-policy";
export {
    type ApplicationDescription,
    applicationDescriptionSchema,
    applicationsSchema,
    servicesSchema,
} from "./schema";
export { type ServiceDescription, type ServiceSpec, serviceSchema } from "./service-schema";
export type { SecretReference } from "./service-secret";
export { StatefulService, type StatefulServiceArgs } from "./stateful-service";
export type { StorageClasses } from "./volume-claims";
