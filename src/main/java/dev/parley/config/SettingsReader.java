package dev.parley.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes {@link Settings} of all that operators give: defaults, under the file, under the environment, under
 * {@code --set}. The keys are the records' components. All faults are told at once.
 */
public final class SettingsReader {

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> faulty = new HashSet<>();
    private final Layers layers = new Layers(faults);
    private final Path home;

    private SettingsReader(Path home) {
        this.home = home;
    }

    /**
     * Reads and checks.
     *
     * @param file the configuration file, if any
     * @param environment the environment variables
     * @param sets assignments such as {@code http.port=8081}
     * @param home the folder that relative paths start from
     * @throws FaultySettingsException with every fault
     */
    public static Settings read(Optional<Path> file, Map<String, String> environment, List<String> sets,
                                Path home) {
        var reader = new SettingsReader(home);
        file.ifPresent(reader.layers::file);
        reader.layers.environment(environment);
        reader.layers.sets(sets);
        return reader.settings();
    }

    /** The settings of the test profile with these assignments over its defaults. */
    public static Settings forTests(String... sets) {
        var all = new ArrayList<>(List.of("profile=test", "http.port=0"));
        all.addAll(List.of(sets));
        return read(Optional.empty(), Map.of(), all, Path.of(""));
    }

    private Settings settings() {
        var values = new Values(home, profile(), layers, this::fault);
        var read = (Settings) assemble(Settings.class, "", values);
        var settings = withDerived(read);
        Rules.check(settings, this::rule);
        if (!faults.isEmpty()) {
            throw new FaultySettingsException(faults);
        }
        return settings;
    }

    private Profile profile() {
        var given = layers.of("profile").map(Given::value).orElse("production");
        return Arrays.stream(Profile.values()).filter(p -> p.name().equalsIgnoreCase(given)).findFirst()
            .orElse(Profile.PRODUCTION);
    }

    private void fault(String key, String reason) {
        if (faulty.add(key)) {
            faults.add(new Fault(key, reason));
        }
    }

    /** A law over several keys says nothing while one of them is wrong already. */
    private void rule(List<String> keys, String reason) {
        if (keys.stream().noneMatch(faulty::contains)) {
            fault(keys.getFirst(), reason);
        }
    }

    private static Object assemble(Class<?> type, String prefix, Values values) {
        var components = type.getRecordComponents();
        var arguments = Arrays.stream(components).map(component -> component.getType().isRecord()
            ? assemble(component.getType(), component.getName() + ".", values)
            : values.of(prefix + component.getName(), component.getGenericType())).toArray();
        try {
            return constructor(type, components).newInstance(arguments);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components)
        throws NoSuchMethodException {
        return type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    }

    private static Settings withDerived(Settings read) {
        var name = read.profile() == Profile.PRODUCTION ? hostName() : "localhost";
        var http = read.http().port() == 0 ? read.http()
            : read.http().on(read.http().port(), read.tls().scheme(), name);
        return read.with(http).with(read.instances().on(Runtime.getRuntime().availableProcessors()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
