package dev.parley.transport.socketio;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands before the JSON of a packet: {@code <type>[<attachments>-][<namespace>,][<id>]}.
 *
 * @param type        0 to 6
 * @param attachments how many binary messages follow
 * @param id          of the acknowledgement
 * @param json        the rest; may be empty
 */
record Head(char type, int attachments, String namespace, OptionalLong id, String json) {

    static final char CONNECT = '0';
    static final char DISCONNECT = '1';
    static final char EVENT = '2';
    static final char ACK = '3';
    static final char BINARY_EVENT = '5';
    static final char BINARY_ACK = '6';

    /** Longer names of namespaces are those of nobody. */
    private static final int NAMESPACE_MAX = 200;
    /** A client counts its acknowledgements from 0; more digits are not believed. */
    private static final int ID_DIGITS_MAX = 15;
    private static final int ATTACHMENT_DIGITS_MAX = 4;

    /** Empty when it cannot be read. */
    static Optional<Head> of(String text) {
        if (text.isEmpty() || text.charAt(0) < CONNECT || text.charAt(0) > BINARY_ACK
            || text.charAt(0) == '4') {
            return Optional.empty();
        }
        var type = text.charAt(0);
        var at = 1;
        var attachments = 0;
        if (type == BINARY_EVENT || type == BINARY_ACK) {
            var end = digits(text, at);
            if (end == at || end - at > ATTACHMENT_DIGITS_MAX || end == text.length()
                || text.charAt(end) != '-') {
                return Optional.empty();
            }
            attachments = Integer.parseInt(text, at, end, 10);
            at = end + 1;
        }
        return rest(text, at, type, attachments);
    }

    private static Optional<Head> rest(String text, int from, char type, int attachments) {
        var at = from;
        var namespace = "/";
        if (at < text.length() && text.charAt(at) == '/') {
            var comma = text.indexOf(',', at);
            var end = comma < 0 ? text.length() : comma;
            if (end - at > NAMESPACE_MAX) {
                return Optional.empty();
            }
            namespace = text.substring(at, end);
            at = Math.min(text.length(), end + 1);
        }
        var end = digits(text, at);
        if (end - at > ID_DIGITS_MAX) {
            return Optional.empty();
        }
        var id = end == at ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text, at, end, 10));
        return Optional.of(new Head(type, attachments, namespace, id, text.substring(end)));
    }

    private static int digits(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
