package dev.parley.transport.api;

import dev.parley.protocol.Refusal;
import dev.parley.transport.socket.Utf8;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Percent-encoding (RFC 3986), read strictly: what it does not allow is refused, never guessed. */
final class Encoded {

    private static final int PARAMETERS_MAX = 1000;

    private Encoded() {
    }

    /** A part of a path, or the value of a header. */
    static String path(String text) {
        return decode(text, false);
    }

    /** The parameters of a query, each with its values in their order; {@code +} is a space. */
    static Map<String, List<String>> query(String query) {
        var all = new LinkedHashMap<String, List<String>>();
        if (query == null || query.isEmpty()) {
            return all;
        }
        var pairs = query.split("&", PARAMETERS_MAX + 1);
        if (pairs.length > PARAMETERS_MAX) {
            throw Refusal.badRequest("The query has more than " + PARAMETERS_MAX + " parameters.")
                .asException();
        }
        for (var pair : pairs) {
            var middle = pair.indexOf('=');
            var name = decode(middle < 0 ? pair : pair.substring(0, middle), true);
            if (!name.isEmpty()) {
                all.computeIfAbsent(name, absent -> new ArrayList<>())
                    .add(middle < 0 ? "" : decode(pair.substring(middle + 1), true));
            }
        }
        return all;
    }

    /** As one may put it into a path or a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c == '+' && plusIsSpace ? ' ' : c)
                    .getBytes(StandardCharsets.UTF_8));
            }
        }
        return Utf8.decode(bytes.toByteArray()).orElseThrow(
            () -> Refusal.badRequest("The address is not properly encoded: it is no UTF-8.").asException());
    }

    private static int hex(String text, int at) {
        var digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw Refusal.badRequest("The address is not properly encoded: % stands before two hex digits.")
                .asException();
        }
        return digit;
    }
}
