package dev.parley.config;

import dev.parley.config.Namespace.Flow;
import dev.parley.config.Namespace.History;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Limits;
import dev.parley.config.Namespace.Rights;
import dev.parley.config.Namespace.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads namespaces of live channels from YAML: a map with an entry for each. Every fault is told. */
final class NamespaceReader {

    static final String KEY = "namespaces";

    private static final int NAMESPACES_MAX = 10_000;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
    private static final int BYTES_MAX = 1_048_576;
    private static final int RATE_MAX = 1_000_000;
    private static final long LENGTH_MAX = 1_000_000_000;

    /** What the demo declares, under whatever else is declared. */
    private static final String DEMO = """
        demo: {log: durable, subscribe: authenticated, publish: authenticated, state: true,
          presence: true, wildcards: true}
        recent: {log: recent, subscribe: authenticated, publish: authenticated, wildcards: true}
        ephemeral: {log: none, subscribe: authenticated, publish: authenticated, wildcards: true}
        """;

    private final BiConsumer<String, String> fault;

    private NamespaceReader(BiConsumer<String, String> fault) {
        this.fault = fault;
    }

    /** @param fault told the key of each fault and what is wrong with it */
    static List<Namespace> read(String text, Profile profile, BiConsumer<String, String> fault) {
        var reader = new NamespaceReader(fault);
        var byName = new LinkedHashMap<String, Namespace>();
        if (profile != Profile.PRODUCTION) {
            reader.all(DEMO).forEach(namespace -> byName.put(namespace.name(), namespace));
        }
        reader.all(text).forEach(namespace -> byName.put(namespace.name(), namespace));
        return List.copyOf(byName.values());
    }

    private List<Namespace> all(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return switch (new Yaml(new SafeConstructor(options)).load(text)) {
                case null -> List.of();
                case Map<?, ?> entries when entries.size() <= NAMESPACES_MAX -> all(entries);
                default -> none("must be a map of " + NAMESPACES_MAX + " namespaces at most.");
            };
        } catch (YAMLException broken) {
            return none("is not YAML: " + broken.getMessage().replace("\n", " "));
        }
    }

    private List<Namespace> none(String why) {
        fault.accept(KEY, why);
        return List.of();
    }

    private List<Namespace> all(Map<?, ?> entries) {
        var namespaces = new ArrayList<Namespace>();
        entries.forEach((key, value) -> {
            var name = String.valueOf(key);
            var place = KEY + "." + name;
            if (!name.matches(NAME)) {
                fault.accept(place, "must be named by letters, digits, - and _, 64 at most.");
            } else if (value instanceof Map<?, ?> fields) {
                namespaces.add(namespace(name, new Section(place, fields, fault)));
            } else {
                fault.accept(place, "must say at least what log it has, such as {log: durable}.");
            }
        });
        return namespaces;
    }

    private Namespace namespace(String name, Section section) {
        section.law("log", section.has("log"), "must be given: durable, recent or none.");
        var log = section.word("log", Kind.class, Kind.NONE);
        var namespace = new Namespace(name, log, history(section.inner("history"), log),
            new Rights(section.word("subscribe", Rule.class, Rule.TOKEN),
                section.word("publish", Rule.class, Rule.SERVER)),
            section.flag("state"), section.flag("presence"), section.flag("wildcards"), section.flag("out"),
            limits(section), flow(section));
        section.nothingElse();
        laws(section, namespace);
        return namespace;
    }

    private static History history(Section section, Kind log) {
        boolean bounded = log == Kind.RECENT;
        var history = new History(section.number("length", bounded ? 1_000 : 0, bounded ? 1 : 0, LENGTH_MAX),
            section.duration("age", bounded ? "1d" : "0"));
        section.nothingElse();
        return history;
    }

    private static Limits limits(Section section) {
        var rate = section.inner("rate");
        int perSecond = (int) rate.number("perSecond", 0, 0, RATE_MAX);
        var limits = new Limits((int) section.number("dataBytesMax", 32_768, 1, BYTES_MAX), perSecond,
            (int) rate.number("burst", Math.max(1, perSecond), 1, RATE_MAX));
        rate.nothingElse();
        return limits;
    }

    private static Flow flow(Section section) {
        var conflate = section.inner("conflate");
        var sample = section.inner("sample");
        var flow = new Flow(conflate.text("key"), (int) conflate.number("everyMs", 0, 0, 60_000),
            (int) sample.number("perSecond", 0, 0, RATE_MAX));
        conflate.nothingElse();
        sample.nothingElse();
        return flow;
    }

    private static void laws(Section section, Namespace namespace) {
        boolean kept = namespace.log() != Kind.NONE;
        section.law("state", !namespace.state() || namespace.log() == Kind.DURABLE,
            "needs log: durable, because a state is kept durably.");
        section.law("history", kept || !section.has("history"), "is of channels with a log only.");
        section.law("history.age", namespace.log() != Kind.RECENT || namespace.history().ageMs() > 0,
            "must be bounded where the log is recent.");
        section.law("conflate", !kept || !section.has("conflate"), "is of log: none only.");
        section.law("sample", !kept || !section.has("sample"), "is of log: none only.");
        section.law("conflate.everyMs", namespace.flow().everyMs() > 0 || !section.has("conflate"),
            "must be given where events are conflated.");
    }
}
