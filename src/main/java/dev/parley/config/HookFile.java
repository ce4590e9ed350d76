package dev.parley.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The file that names the webhooks: a YAML list with an entry for each. */
final class HookFile {

    private static final int HOOKS_MAX = 100;
    private static final int PATTERNS_MAX = 100;
    private static final int SECRET_BYTES_MIN = 24;
    private static final String CODED = "whsec_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9._@:|*-]{1,300}");
    private static final Set<String> KEYS = Set.of("name", "url", "secret", "secretFile", "formerSecret",
        "types", "channels");

    private final Path file;

    private HookFile(Path file) {
        this.file = file;
    }

    /** Throws {@link IllegalArgumentException} with a sentence on the first fault. */
    static List<Hook> read(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (var reader = Files.newBufferedReader(file)) {
            var content = new Yaml(new SafeConstructor(options)).load(reader);
            return content == null ? List.of() : new HookFile(file).hooks(content);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("names " + file + ", which cannot be read", unreadable);
        } catch (YAMLException broken) {
            throw new IllegalArgumentException("names " + file + ", which is not YAML", broken);
        }
    }

    private List<Hook> hooks(Object content) {
        var hooks = new ArrayList<Hook>();
        if (!(content instanceof List<?> entries) || entries.size() > HOOKS_MAX) {
            throw wrong("must be a list of " + HOOKS_MAX + " hooks at most");
        }
        for (var entry : entries) {
            var hook = hook(entry);
            if (hooks.stream().anyMatch(other -> other.name().equals(hook.name()))) {
                throw wrong("has two hooks \"" + hook.name() + "\"");
            }
            hooks.add(hook);
        }
        return hooks;
    }

    private Hook hook(Object entry) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw wrong("must hold a name and a url for each hook");
        }
        fields.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw wrong("has the key \"" + key + "\", which says nothing of a hook");
        });
        var name = text(fields, "name").filter(each -> NAME.matcher(each).matches())
            .orElseThrow(() -> wrong("must give each hook a name of letters, digits, - and _"));
        return new Hook(name, url(name, text(fields, "url").orElse("")), secret(name, fields),
            text(fields, "formerSecret").map(former -> strong(name, former)),
            patterns(name, fields.get("types")), patterns(name, fields.get("channels")));
    }

    private static Optional<String> text(Map<?, ?> fields, String key) {
        return Optional.ofNullable(fields.get(key)).map(Object::toString).map(String::strip);
    }

    private URI url(String name, String text) {
        try {
            var url = URI.create(text);
            if (url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null
                && List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw wrong("must give the hook \"" + name + "\" a url such as https://app.example.org/parley");
    }

    private String secret(String name, Map<?, ?> fields) {
        var named = text(fields, "secretFile").map(path -> {
            try {
                return Files.readString(file.toAbsolutePath().resolveSibling(path)).strip();
            } catch (IOException unreadable) {
                throw wrong("names the secretFile of the hook \"" + name + "\", which cannot be read");
            }
        });
        return strong(name, named.or(() -> text(fields, "secret")).orElse(""));
    }

    private String strong(String name, String secret) {
        try {
            var bytes = secret.startsWith(CODED)
                ? Base64.getDecoder().decode(secret.substring(CODED.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= SECRET_BYTES_MIN) {
                return secret;
            }
        } catch (IllegalArgumentException notBase64) {
            throw wrong("has a secret of the hook \"" + name + "\" that is not Base64 behind " + CODED);
        }
        throw wrong("must give the hook \"" + name + "\" a secret of " + SECRET_BYTES_MIN
            + " bytes at least");
    }

    private List<String> patterns(String name, Object given) {
        var patterns = switch (given) {
            case null -> List.of("*");
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(given.toString());
        };
        if (patterns.isEmpty() || patterns.size() > PATTERNS_MAX
            || !patterns.stream().allMatch(each -> WORDS.matcher(each).matches())) {
            throw wrong("has types or channels of the hook \"" + name
                + "\" that are no patterns such as room.*");
        }
        return patterns;
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("names " + file.getFileName() + ", which " + why);
    }
}
