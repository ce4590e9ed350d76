package dev.parley.transport;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A WebSocket client that can do wrong: it writes the very bytes it is told to. Blocks, within limits. */
final class SocketClient implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int PATIENCE_MS = 15_000;

    private final Socket socket;
    private final DataInputStream in;
    final String status;
    private Optional<String> closed = Optional.empty();

    /** A frame as it came. */
    record Received(int opcode, boolean last, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    SocketClient(int port, String path, String... headers) {
        this(connected(port), port, path, headers);
    }

    /** Over a socket that is connected, such as one that speaks TLS. */
    SocketClient(Socket socket, int port, String path, String... headers) {
        this.socket = socket;
        try {
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            var extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            bytes(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + extra + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
            status = line();
            while (!line().isEmpty()) {
                continue;
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Socket connected(int port) {
        try {
            var socket = new Socket();
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            return socket;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    void bytes(byte[] raw) {
        try {
            socket.getOutputStream().write(raw);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    void frame(int opcode, boolean last, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {1, 2, 3, 4};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        bytes(out.toByteArray());
    }

    void text(String message) {
        frame(TEXT, true, message.getBytes(StandardCharsets.UTF_8));
    }

    void send(JsonObject frame) {
        text(frame.encode());
    }

    /** The next frame as it comes; pings and pongs too. */
    Received receive() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            var payload = new byte[(int) length];
            in.readFully(payload);
            return new Received(first & 0xF, (first & 0x80) != 0, payload);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The next text; pings are answered on the way. A close is noted and fails. */
    String text() {
        for (var frame = receive(); ; frame = receive()) {
            switch (frame.opcode()) {
                case TEXT -> {
                    return frame.text();
                }
                case PING -> frame(PONG, true, frame.payload());
                case CLOSE -> {
                    closed = Optional.of(reason(frame));
                    throw new IllegalStateException("closed: " + closed.get());
                }
                default -> throw new IllegalStateException("frame " + frame.opcode());
            }
        }
    }

    JsonObject json() {
        return new JsonObject(text());
    }

    /** Reads until the close frame: its code and reason, such as {@code 3012 No sign of life.} */
    String closing() {
        for (var frame = receive(); ; frame = receive()) {
            if (frame.opcode() == CLOSE) {
                return reason(frame);
            }
        }
    }

    private static String reason(Received close) {
        var payload = close.payload();
        return payload.length < 2 ? "" : ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF) + " "
            + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    /** Whether closing resets the connection instead of ending it. */
    void resets(boolean wanted) {
        try {
            socket.setSoLinger(wanted, 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** How long the next reads may take. */
    void patience(int ms) {
        try {
            socket.setSoTimeout(ms);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Whether anything at all comes within the time. */
    boolean comes(int ms) {
        patience(ms);
        try {
            in.readByte();
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        } catch (IOException end) {
            return true;
        }
    }

    /** Whether the server ends the connection within the limit. */
    boolean ended() {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
