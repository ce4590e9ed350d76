package dev.parley.transport.engineio;

import dev.parley.transport.Credential;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first request of a connection tells.
 *
 * @param token  that it carried
 * @param device what the client calls its device, or how its program calls itself; empty when it does not say
 */
public record Visit(Optional<String> token, String device) {

    private static final int DEVICE_MAX = 128;

    public Visit {
        Objects.requireNonNull(token);
        Objects.requireNonNull(device);
    }

    static Visit of(HttpServerRequest request) {
        var said = Optional.ofNullable(request.getParam("device"))
            .or(() -> Optional.ofNullable(request.getHeader("User-Agent"))).orElse("");
        return new Visit(Credential.of(request),
            said.length() > DEVICE_MAX ? said.substring(0, DEVICE_MAX) : said);
    }
}
