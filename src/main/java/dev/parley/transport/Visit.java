package dev.parley.transport;

import io.vertx.core.http.HttpHeaders;
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

    /** What this request tells, {@code device} from its address or its header {@code User-Agent}. */
    public static Visit of(HttpServerRequest request) {
        var said = Optional.ofNullable(request.getParam("device"))
            .or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))).orElse("");
        return new Visit(Credential.of(request), shortened(said));
    }

    private static String shortened(String device) {
        if (device.length() <= DEVICE_MAX) {
            return device;
        }
        var end = Character.isHighSurrogate(device.charAt(DEVICE_MAX - 1)) ? DEVICE_MAX - 1 : DEVICE_MAX;
        return device.substring(0, end);
    }
}
