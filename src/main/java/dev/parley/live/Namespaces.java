package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.protocol.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The namespaces of live channels that are declared now; they may be replaced while the server runs.
 * Callable on any context.
 */
public final class Namespaces {

    private volatile Map<String, Namespace> byName;

    public Namespaces(List<Namespace> declared) {
        byName = mapped(declared);
    }

    /** What holds for a channel; empty when it is no live channel of a declared namespace. */
    public Optional<Namespace> of(String channel) {
        return Channels.isLive(channel) ? Optional.ofNullable(byName.get(Channels.namespaceOf(channel)))
            : Optional.empty();
    }

    /** What holds for all channels that a pattern stands for, where one may subscribe to them at once. */
    Optional<Namespace> ofPattern(String pattern) {
        return Channels.isPattern(pattern) ? Optional.ofNullable(byName.get(Channels.namespaceOf(pattern)))
            .filter(Namespace::wildcards) : Optional.empty();
    }

    /** All that are declared. */
    public List<Namespace> all() {
        return List.copyOf(byName.values());
    }

    /** From now on these count, and no others. */
    void replace(List<Namespace> declared) {
        byName = mapped(declared);
    }

    private static Map<String, Namespace> mapped(List<Namespace> declared) {
        return declared.stream().collect(Collectors.toUnmodifiableMap(Namespace::name, Function.identity()));
    }
}
