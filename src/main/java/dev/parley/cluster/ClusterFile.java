package dev.parley.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.XmlConfigBuilder;
import com.hazelcast.core.HazelcastException;
import dev.parley.config.ClusterSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Hazelcast configuration, read by us and held to what this server needs: left to itself Vert.x would
 * pass over a wrong file in silence and look for strangers by multicast.
 */
final class ClusterFile {

    private static final int HEARTBEAT_SECONDS_MAX = 5;
    private static final int MERGE_SECONDS_MAX = 3;

    private ClusterFile() {
    }

    /** Throws {@link IllegalArgumentException} with a sentence that names the file and all its faults. */
    static Config load(ClusterSettings settings) {
        var file = settings.file().toAbsolutePath().normalize();
        Config config;
        try (var in = Files.newInputStream(file)) {
            config = new XmlConfigBuilder(in).setProperties(properties(settings)).build();
        } catch (IOException fault) {
            throw new IllegalArgumentException("The cluster file " + file + " cannot be read: "
                + (Files.exists(file) ? fault.getMessage() : "there is no such file") + ".", fault);
        } catch (HazelcastException | IllegalArgumentException fault) {
            throw new IllegalArgumentException("The cluster file " + file + " is not a valid Hazelcast "
                + "configuration: " + firstLine(fault), fault);
        }
        var faults = faults(config);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                "The cluster file " + file + " cannot be used: " + String.join("; ", faults) + ".");
        }
        return config;
    }

    private static Properties properties(ClusterSettings settings) {
        var properties = new Properties();
        properties.setProperty("parley.cluster.name", hallmark(settings));
        properties.setProperty("parley.cluster.host", settings.host());
        properties.setProperty("parley.cluster.port", Integer.toString(settings.port()));
        properties.setProperty("parley.cluster.members", String.join(",", settings.members()));
        return properties;
    }

    /** Hazelcast lets nobody in who has another name: so the secret becomes part of it, unreadably. */
    private static String hallmark(ClusterSettings settings) {
        return settings.secret().map(secret -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return settings.name() + "-" + HexFormat.of().formatHex(
                    mac.doFinal(("cluster " + settings.name()).getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has HMAC with SHA-256", impossible);
            }
        }).orElse(settings.name());
    }

    private static List<String> faults(Config config) {
        var faults = new ArrayList<String>();
        var subscriptions = config.getMultiMapConfigs().get("__vertx.subs");
        if (subscriptions == null) {
            faults.add("the multimap __vertx.subs is missing");
        } else if (subscriptions.getBackupCount() < 1
            || subscriptions.getValueCollectionType() != MultiMapConfig.ValueCollectionType.SET) {
            faults.add("the multimap __vertx.subs must be a SET with a backup-count of at least 1");
        }
        for (var map : List.of("__vertx.haInfo", "__vertx.nodeInfo")) {
            var found = config.getMapConfigs().get(map);
            if (found == null || found.getBackupCount() < 1) {
                faults.add("the map " + map + " with a backup-count of at least 1 is missing");
            }
        }
        var join = config.getNetworkConfig().getJoin();
        if (join.getMulticastConfig().isEnabled() || join.getAutoDetectionConfig().isEnabled()) {
            faults.add("multicast and auto-detection must be off");
        }
        mustBe(config, "hazelcast.phone.home.enabled", "false", faults);
        mustBe(config, "hazelcast.logging.type", "slf4j", faults);
        atMost(config, "hazelcast.max.no.heartbeat.seconds", HEARTBEAT_SECONDS_MAX, faults);
        atMost(config, "hazelcast.merge.first.run.delay.seconds", MERGE_SECONDS_MAX, faults);
        atMost(config, "hazelcast.merge.next.run.delay.seconds", MERGE_SECONDS_MAX, faults);
        return faults;
    }

    private static void mustBe(Config config, String property, String value, List<String> faults) {
        if (!value.equals(config.getProperty(property))) {
            faults.add(property + " must be " + value);
        }
    }

    private static void atMost(Config config, String property, int seconds, List<String> faults) {
        try {
            if (Integer.parseInt(config.getProperty(property)) <= seconds) {
                return;
            }
        } catch (NumberFormatException absentOrNoNumber) {
            // told below, like a number that is too great
        }
        faults.add(property + " must be given and at most " + seconds);
    }

    private static String firstLine(Exception fault) {
        var cause = fault instanceof InvalidConfigurationException && fault.getCause() != null
            ? fault.getCause() : fault;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
    }
}
