package dev.parley.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A plain HTTP client below one base address; blocks, within limits. */
final class HttpPeer {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    HttpPeer(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(15));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    HttpResponse<String> other(String method, String path, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    /** Opens a response that stays open. */
    Stream stream(String method, String path) {
        try {
            var body = client.send(request(path).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofInputStream()).body();
            return new Stream(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    /** An open response, line by line. */
    record Stream(BufferedReader lines) implements AutoCloseable {

        /** The next line that is not empty; null at the end. */
        String line() {
            try {
                var line = lines.readLine();
                while (line != null && line.isEmpty()) {
                    line = lines.readLine();
                }
                return line;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }
}
