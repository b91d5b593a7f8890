import { EBS_PROVISIONERS } from "../model/storage-classes";
import { celTexts } from "./cel";

/** CEL of whether a StorageClass is of a provisioner of EBS volumes. */
export const IS_EBS = `object.provisioner in ${celTexts(EBS_PROVISIONERS)}`;
