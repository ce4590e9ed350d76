package dev.parley.transport.engineio;

/** Why a request is refused, in the words of Engine.IO's own servers. */
enum Complaint {
    TRANSPORT(400, "Transport unknown"),
    SESSION(400, "Session ID unknown"),
    METHOD(400, "Bad handshake method"),
    REQUEST(400, "Bad request"),
    FORBIDDEN(403, "Forbidden"),
    VERSION(400, "Unsupported protocol version");

    private final int status;
    private final String message;

    Complaint(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    /** The body of the answer. */
    String json() {
        return "{\"code\":" + ordinal() + ",\"message\":\"" + message + "\"}";
    }
}
