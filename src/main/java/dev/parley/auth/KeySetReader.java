package dev.parley.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.function.Supplier;

/**
 * Reads the text of a key set from a file or over HTTP, within bounds of time and size.
 */
final class KeySetReader implements Supplier<Future<String>> {

    static final int BYTES_MAX = 256 * 1024;

    private static final int TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final String place;
    private final HttpClient client;

    /** The place is an {@code http:} or {@code https:} URL, or else the path of a file. */
    KeySetReader(Vertx vertx, String place) {
        this.vertx = vertx;
        this.place = place;
        this.client = vertx.createHttpClient();
    }

    @Override
    public Future<String> get() {
        return place.startsWith("https://") || place.startsWith("http://") ? fetch() : readFile();
    }

    private Future<String> readFile() {
        return vertx.fileSystem().props(place).compose(file -> file.size() > BYTES_MAX
            ? Future.failedFuture("the file is larger than " + BYTES_MAX + " bytes")
            : vertx.fileSystem().readFile(place).map(Buffer::toString));
    }

    private Future<String> fetch() {
        var options = new RequestOptions().setAbsoluteURI(place)
            .setConnectTimeout(TIMEOUT_MS).setTimeout(TIMEOUT_MS).setIdleTimeout(TIMEOUT_MS);
        return client.request(options).compose(request -> request.send()).compose(response ->
            response.statusCode() == 200 ? body(response)
                : Future.failedFuture("the answer's status is " + response.statusCode()));
    }

    private Future<String> body(HttpClientResponse response) {
        var body = Buffer.buffer();
        var whole = Promise.<String>promise();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body.toString()));
        response.handler(part -> {
            if (body.length() + part.length() > BYTES_MAX) {
                whole.tryFail("the answer is larger than " + BYTES_MAX + " bytes");
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return whole.future();
    }
}
