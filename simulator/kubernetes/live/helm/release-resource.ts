import { ObjectResource } from "../object-resource";
export class ReleaseResource extends ObjectResource {
    constructor(
        context: ConstructorParameters<typeof ObjectResource>[0],
        readonly helmPath: string | undefined,
    ) {
        super(context);
    }
}
