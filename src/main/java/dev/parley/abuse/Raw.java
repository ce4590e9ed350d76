package dev.parley.abuse;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection whose owner minds no rules: it writes what it is told to, and reads when it likes. */
final class Raw implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int PING = 9;
    static final int COMPRESSED = 0x40;

    private static final int PATIENCE_MS = 3_000;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket = new Socket();
    /** Buffered: an attacker who reads byte by byte would wear out the machine, not the server. */
    private final InputStream in;
    private final byte[] scrap = new byte[65_536];

    /** @param source the loopback address to come from */
    Raw(int port, InetAddress source) throws IOException {
        try {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Asks for a WebSocket; the status of the answer. */
    int upgrade(String path, String... headers) throws IOException {
        var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n");
        return status();
    }

    /** Reads the head of an answer; its status, 0 when there is none. */
    int status() throws IOException {
        var head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                break;
            }
        }
        return head.indexOf("HTTP/1.1 ") == 0 ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void text(String message) throws IOException {
        write(frame(TEXT, true, message.getBytes(StandardCharsets.UTF_8)));
    }

    /** A frame with a mask of zeros. */
    static byte[] frame(int opcode, boolean last, byte[] payload) {
        var out = new ByteArrayOutputStream(payload.length + 14);
        out.write((last ? FINAL : 0) | opcode);
        if (payload.length < 126) {
            out.write(MASKED | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(MASKED | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(MASKED | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Throws away what is there to read now. */
    void drain() throws IOException {
        while (in.available() > 0) {
            if (in.read(scrap) < 0) {
                return;
            }
        }
    }

    /** Reads until something comes, or the server ends it: then an exception. */
    void read() throws IOException {
        if (in.read(scrap) < 0) {
            throw new IOException("ended by the server");
        }
    }

    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            assert socket.isClosed();
        }
    }
}
