package dev.parley.transport.sockjs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How a fall-back transport shows SockJS frames in its response. */
sealed interface Shape {

    /** As metrics name it. */
    String name();

    String contentType();

    /** Does one response carry many frames? */
    default boolean streams() {
        return true;
    }

    /** What comes before the first frame. */
    default byte[] prelude() {
        return new byte[0];
    }

    byte[] wrap(byte[] frame);

    /** One response per frame. */
    record XhrPolling() implements Shape {

        @Override
        public String name() {
            return "sockjs-xhr";
        }

        @Override
        public String contentType() {
            return "application/javascript; charset=UTF-8";
        }

        @Override
        public boolean streams() {
            return false;
        }

        @Override
        public byte[] wrap(byte[] frame) {
            return around("", frame, "\n");
        }
    }

    /** A response read as it grows; some browsers show nothing of it before 2 KB. */
    record XhrStreaming() implements Shape {

        private static final int PRELUDE = 2048;

        @Override
        public String name() {
            return "sockjs-xhr-streaming";
        }

        @Override
        public String contentType() {
            return "application/javascript; charset=UTF-8";
        }

        @Override
        public byte[] prelude() {
            return ("h".repeat(PRELUDE) + "\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] wrap(byte[] frame) {
            return around("", frame, "\n");
        }
    }

    /** Server-sent events. The client undoes percent escapes, so a percent sign must be one. */
    record EventSource() implements Shape {

        private static final byte[] PERCENT = "%25".getBytes(StandardCharsets.US_ASCII);

        @Override
        public String name() {
            return "sockjs-eventsource";
        }

        @Override
        public String contentType() {
            return "text/event-stream; charset=UTF-8";
        }

        @Override
        public byte[] prelude() {
            return "\r\n".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] wrap(byte[] frame) {
            var escaped = new ByteArrayOutputStream(frame.length + 16);
            for (var b : frame) {
                if (b == '%') {
                    escaped.writeBytes(PERCENT);
                } else {
                    escaped.write(b);
                }
            }
            return around("data: ", escaped.toByteArray(), "\r\n\r\n");
        }
    }

    /** A page that never ends, in a hidden frame. */
    record HtmlFile(String callback) implements Shape {

        private static final int PRELUDE = 1024;

        @Override
        public String name() {
            return "sockjs-htmlfile";
        }

        @Override
        public String contentType() {
            return "text/html; charset=UTF-8";
        }

        @Override
        public byte[] prelude() {
            var page = "<!doctype html>\n<html><head><meta charset=\"UTF-8\"></head><body>\n<script>\n"
                + "document.domain = document.domain;\nvar c = parent." + callback + ";\nc.start();\n"
                + "function p(d) { c.message(d); }\nwindow.onload = c.stop;\n</script>\n";
            return (page + " ".repeat(PRELUDE) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] wrap(byte[] frame) {
            return around("<script>\np(", ScriptText.quote(frame), ");\n</script>\r\n");
        }
    }

    /** A script that calls back, loaded anew for each frame. */
    record JsonP(String callback) implements Shape {

        @Override
        public String name() {
            return "sockjs-jsonp";
        }

        @Override
        public String contentType() {
            return "application/javascript; charset=UTF-8";
        }

        @Override
        public boolean streams() {
            return false;
        }

        /** The comment keeps a forged callback from being the first bytes of a file of another kind. */
        @Override
        public byte[] wrap(byte[] frame) {
            return around("/**/" + callback + "(", ScriptText.quote(frame), ");\r\n");
        }
    }

    private static byte[] around(String before, byte[] frame, String after) {
        var whole = new ByteArrayOutputStream(before.length() + frame.length + after.length());
        whole.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(frame);
        whole.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }
}
