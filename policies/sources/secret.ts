/** What stands for a secret, as the engine writes it where it cannot decrypt one. */
export const SECRET = "[secret]";
