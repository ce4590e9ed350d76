package dev.parley.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** What was given: by the file, over it by the environment, over that by {@code --set}. Collects faults. */
final class Layers {

    /** Read by the start script, not here. */
    private static final Set<String> OTHER_VARIABLES = Set.of("PARLEY_LOG_LEVEL", "PARLEY_JAVA_OPTS",
        "PARLEY_JAVA_HOME", "PARLEY_HOME", "PARLEY_CONF");
    /** What Kubernetes tells every container about a service of a name that begins with ours. */
    private static final String SERVICE_LINK = "PARLEY_(.*_)?(SERVICE_(HOST|PORT).*|PORT_\\d+_.*)";
    private static final String SERVICE_URL = "(tcp|udp|sctp)://.*";

    private final Map<String, Given> given = new HashMap<>();
    private final List<Fault> faults;

    Layers(List<Fault> faults) {
        this.faults = faults;
    }

    Optional<Given> of(String name) {
        return Optional.ofNullable(given.get(name));
    }

    void file(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (var reader = Files.newBufferedReader(file)) {
            var content = new Yaml(new SafeConstructor(options)).load(reader);
            if (content instanceof Map<?, ?> sections) {
                flatten("", sections, String.valueOf(file.getFileName()));
            } else if (content != null) {
                faults.add(new Fault(file.toString(), "holds no keys."));
            }
        } catch (IOException unreadable) {
            faults.add(new Fault(file.toString(), "cannot be read (" + unreadable + ")."));
        } catch (YAMLException broken) {
            faults.add(new Fault(file.toString(), "is not YAML: " + broken.getMessage().replace("\n", " ")));
        }
    }

    private void flatten(String prefix, Map<?, ?> values, String from) {
        values.forEach((key, value) -> {
            var name = prefix + key;
            if (value instanceof Map<?, ?> section && Keys.SECTIONS.containsKey(name)) {
                flatten(name + ".", section, from);
            } else if (value instanceof Map<?, ?> entries && name.equals(NamespaceReader.KEY)) {
                give(name, new Yaml().dump(entries), from);
            } else if (value instanceof Map<?, ?>) {
                faults.add(Keys.named(name).map(k -> new Fault(name, "takes a value, not keys of its own."))
                    .orElseGet(() -> unknown(name)));
            } else if (value instanceof List<?> list) {
                give(name, list.stream().map(String::valueOf).collect(Collectors.joining(",")), from);
            } else if (value != null || !Keys.SECTIONS.containsKey(name)) {
                give(name, value == null ? "" : value.toString(), from);
            }
        });
    }

    void environment(Map<String, String> variables) {
        var known = Keys.ALL.stream().collect(Collectors.toMap(Key::variable, key -> key));
        variables.forEach((variable, value) -> {
            var plain = variable.endsWith("_FILE") ? variable.substring(0, variable.length() - 5) : variable;
            if (known.containsKey(variable)) {
                give(known.get(variable).name(), value, variable);
            } else if (known.containsKey(plain)) {
                fromFile(known.get(plain).name(), Path.of(value), variable);
            } else if (variable.startsWith("PARLEY_") && !OTHER_VARIABLES.contains(variable)
                && !variable.matches(SERVICE_LINK) && !value.matches(SERVICE_URL)) {
                var nearest = Nearest.to(variable, known.keySet());
                faults.add(new Fault(variable, "sets no key." + Nearest.hint(nearest)));
            }
        });
    }

    private void fromFile(String name, Path file, String variable) {
        try {
            give(name, Files.readString(file).strip(), variable);
        } catch (IOException unreadable) {
            faults.add(new Fault(variable, "names " + file + ", which cannot be read."));
        }
    }

    void sets(List<String> assignments) {
        for (var assignment : assignments) {
            var middle = assignment.indexOf('=');
            if (middle < 1) {
                faults.add(new Fault("--set " + assignment, "must be key=value."));
            } else {
                give(assignment.substring(0, middle).strip(), assignment.substring(middle + 1), "--set");
            }
        }
    }

    private void give(String name, String value, String from) {
        if (Keys.named(name).isEmpty()) {
            faults.add(unknown(name));
        } else {
            given.put(name, new Given(value, from));
        }
    }

    private static Fault unknown(String name) {
        var names = new ArrayList<>(Keys.ALL.stream().map(Key::name).toList());
        names.addAll(Keys.SECTIONS.keySet());
        return new Fault(name, "is no key." + Nearest.hint(Nearest.to(name, names)));
    }
}
