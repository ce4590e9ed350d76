package dev.parley.testing;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A client of server-sent events that reads what it is told to read and no byte more; checks the framing of
 * the response on the way. Blocks, within limits.
 */
public final class EventReader implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    private long chunk;
    private boolean over;
    private String lastId = "";
    private Optional<Long> retryMs = Optional.empty();

    /** An event as a browser would hand it over. */
    public record Told(String id, String type, JsonObject data) {
    }

    /** Sends {@code GET} for the path, by HTTP/1.1 unless the path ends with another version. */
    public EventReader(int port, String path, String... extra) {
        this(connected(port), path, extra);
    }

    /** The same over a socket that is connected, as by TLS. */
    public EventReader(Socket socket, String path, String... extra) {
        this.socket = socket;
        try {
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream(), 512);
            var version = path.endsWith(" HTTP/1.0") ? "" : " HTTP/1.1";
            socket.getOutputStream().write(("GET " + path + version + "\r\n"
                + "Host: 127.0.0.1:" + socket.getPort() + "\r\n"
                + String.join("", Arrays.stream(extra).map(line -> line + "\r\n").toList())
                + "\r\n").getBytes(StandardCharsets.UTF_8));
            status = Integer.parseInt(head().split(" ")[1]);
            for (var line = head(); !line.isEmpty(); line = head()) {
                headers.put(line.substring(0, line.indexOf(':')).toLowerCase(),
                    line.substring(line.indexOf(':') + 1).strip());
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Socket connected(int port) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            return socket;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public int status() {
        return status;
    }

    /** A header of the response; empty text when it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(), "");
    }

    /** The id to come back with. */
    public String lastId() {
        return lastId;
    }

    /** Waits for the next comment; events before it are passed over. */
    public void heartbeat() {
        while (!line().orElseThrow(() -> new AssertionError("the stream ended")).startsWith(":")) {
            continue;
        }
    }

    public Optional<Long> retryMs() {
        return retryMs;
    }

    /** The next event; empty at the end of the stream. */
    public Optional<Told> next() {
        var type = "message";
        var id = lastId;
        var data = new StringBuilder();
        for (var line = line(); line.isPresent(); line = line()) {
            var text = line.get();
            if (text.isEmpty()) {
                lastId = id;
            }
            if (text.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Told(lastId, type, new JsonObject(data.toString())));
            } else if (text.startsWith("id: ")) {
                id = text.substring(4);
            } else if (text.startsWith("event: ")) {
                type = text.substring(7);
            } else if (text.startsWith("retry: ")) {
                retryMs = Optional.of(Long.parseLong(text.substring(7)));
            } else if (text.startsWith("data: ")) {
                data.append(text.substring(6));
            } else if (!text.isEmpty() && !text.startsWith(":")) {
                throw new AssertionError("no line of an event stream: " + text);
            }
        }
        return Optional.empty();
    }

    /** The next event, which must be of this type. */
    public Told next(String type) {
        var told = next().orElseThrow(() -> new AssertionError("the stream ended before " + type));
        if (!told.type().equals(type)) {
            throw new AssertionError("not " + type + " but " + told);
        }
        return told;
    }

    /** The rest of the body as it is, once the connection has ended or the length is reached. */
    public String body() {
        var body = new ByteArrayOutputStream();
        int most = Integer.parseInt(headers.getOrDefault("content-length", "-1"));
        while (most < 0 || body.size() < most) {
            int b = read();
            if (b < 0) {
                break;
            }
            body.write(b);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Optional<String> line() {
        var line = new ByteArrayOutputStream();
        for (int b = read(); b >= 0; b = read()) {
            if (b == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(b);
        }
        return Optional.empty();
    }

    /** The next byte of the body; -1 at its end. */
    private int read() {
        try {
            if (!headers.containsKey("transfer-encoding")) {
                return in.read();
            }
            if (chunk == 0 && !over) {
                chunk = Long.parseLong(head(), 16);
                over = chunk == 0;
            }
            if (over) {
                return -1;
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the stream was cut");
            }
            if (--chunk == 0 && !head().isEmpty()) {
                throw new AssertionError("a chunk is longer than it says");
            }
            return b;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A line of the head, or of the framing of chunks. */
    private String head() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was cut");
            }
            line.write(b);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
