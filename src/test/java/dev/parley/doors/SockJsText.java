package dev.parley.doors;

import io.vertx.core.json.JsonArray;

/** SockJS's framing, from the client's side. */
final class SockJsText {

    private SockJsText() {
    }

    static String wrap(String message) {
        return new JsonArray().add(message).encode();
    }

    /** Hands on what a frame holds. */
    static void read(String frame, Pipe.Ear ear) {
        switch (frame.charAt(0)) {
            case 'a' -> new JsonArray(frame.substring(1))
                .forEach(text -> ear.message().accept((String) text));
            case 'c' -> ear.ended().accept(new JsonArray(frame.substring(1)).getInteger(0));
            case 'o', 'h' -> { }
            default -> throw new AssertionError("no frame of SockJS: " + frame);
        }
    }
}
