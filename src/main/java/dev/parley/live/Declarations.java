package dev.parley.live;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.RulesMoved;
import dev.parley.config.FaultySettingsException;
import dev.parley.config.Namespace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings again from time to time and puts other namespaces in force; every hub then looks
 * again at the rights of whoever listens there. With a fault anywhere in the settings the former stay as a
 * whole, which is told once. One per node.
 */
public final class Declarations extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Declarations.class);

    private final Namespaces namespaces;
    private final Source source;
    private final Bus bus;
    private final Counter reloads;
    private final Counter refused;
    private String toldFault = "";
    private boolean reading;

    /**
     * Where namespaces are declared.
     *
     * @param read    reads them anew; blocks, and throws {@link FaultySettingsException}
     * @param everyMs how often it is asked
     */
    public record Source(Supplier<List<Namespace>> read, int everyMs) {
        public Source {
            Objects.requireNonNull(read);
        }
    }

    public Declarations(Namespaces namespaces, Source source, Bus bus, MeterRegistry meters) {
        this.namespaces = namespaces;
        this.source = source;
        this.bus = bus;
        this.reloads = Counter.builder("parley.namespaces.reloads")
            .description("times that other namespaces came in force").register(meters);
        this.refused = Counter.builder("parley.namespaces.refused")
            .description("times that changed settings had faults, and the former stayed").register(meters);
        meters.gauge("parley.namespaces", namespaces, declared -> declared.all().size());
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(source.everyMs(), tick -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (!reading) {
            reading = true;
            vertx.executeBlocking(() -> source.read().get()).onComplete(read -> {
                reading = false;
                if (read.succeeded()) {
                    toldFault = "";
                    declare(read.result());
                } else {
                    faulty(read.cause());
                }
            });
        }
    }

    private void declare(List<Namespace> declared) {
        var moved = moved(byName(namespaces.all()), byName(declared));
        if (!moved.isEmpty()) {
            namespaces.replace(declared);
            reloads.increment();
            LOG.info("Other namespaces hold from now on: {}", moved.stream().sorted().toList());
            bus.spread(Addresses.HUBS, new RulesMoved(moved));
        }
    }

    private void faulty(Throwable cause) {
        var fault = String.valueOf(cause.getMessage());
        if (!fault.equals(toldFault)) {
            toldFault = fault;
            refused.increment();
            LOG.warn("The settings have changed and cannot be used, the former namespaces stay. {}", fault);
        }
    }

    private static Map<String, Namespace> byName(List<Namespace> all) {
        var byName = new HashMap<String, Namespace>();
        all.forEach(namespace -> byName.put(namespace.name(), namespace));
        return byName;
    }

    /** The names of those that are new, gone or other. */
    private static Set<String> moved(Map<String, Namespace> before, Map<String, Namespace> after) {
        var names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }
}
