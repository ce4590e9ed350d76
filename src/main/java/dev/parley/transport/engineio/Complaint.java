package dev.parley.transport.engineio;

/** Why a request is refused, in the words and in the order of Engine.IO's own servers. */
enum Complaint {
    TRANSPORT("Transport unknown"),
    SESSION("Session ID unknown"),
    METHOD("Bad handshake method"),
    REQUEST("Bad request"),
    FORBIDDEN("Forbidden"),
    VERSION("Unsupported protocol version");

    private final String message;

    Complaint(String message) {
        this.message = message;
    }

    /** The body of the answer. */
    String json() {
        return "{\"code\":" + ordinal() + ",\"message\":\"" + message + "\"}";
    }
}
