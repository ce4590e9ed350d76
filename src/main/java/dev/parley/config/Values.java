package dev.parley.config;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The layers' texts as the records' types. A wrong one is a fault and stands at its default. */
final class Values {

    private static final String PEM = "-----BEGIN";

    private final Path home;
    private final Profile profile;
    private final Layers layers;
    private final BiConsumer<String, String> fault;

    Values(Path home, Profile profile, Layers layers, BiConsumer<String, String> fault) {
        this.home = home;
        this.profile = profile;
        this.layers = layers;
        this.fault = fault;
    }

    Object of(String name, Type type) {
        var key = Keys.named(name).orElseThrow(() -> new IllegalStateException(name + " is in no table"));
        var given = layers.of(name);
        try {
            return parse(key, type, given.map(Given::value).orElseGet(() -> defaultOf(key)));
        } catch (IllegalArgumentException wrong) {
            var from = given.map(g -> " (from " + g.from() + ")").orElse("");
            fault.accept(name, wrong.getMessage() + from + ".");
            return parse(key, type, defaultOf(key));
        }
    }

    /** A demo that is told where a server is starts none of its own. */
    private String defaultOf(Key key) {
        var elsewhere = switch (key.name()) {
            case "postgres.embedded" -> given("postgres.host");
            case "redis.embedded" -> given("redis.url");
            default -> false;
        };
        return elsewhere ? "false" : key.defaultIn(profile);
    }

    private boolean given(String name) {
        return layers.of(name).filter(given -> !given.value().isBlank()).isPresent();
    }

    private Object parse(Key key, Type type, String text) {
        if (type == int.class) {
            return (int) number(key, text);
        } else if (type == long.class) {
            return number(key, text);
        } else if (type == boolean.class) {
            return flag(text);
        } else if (type == String.class) {
            return text.strip();
        } else if (type == Path.class) {
            return home.resolve(text.strip());
        } else if (type == Profile.class) {
            return choice(Profile.values(), text);
        } else if (type == RedisSettings.Mode.class) {
            return choice(RedisSettings.Mode.values(), text);
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (key.name().equals(NamespaceReader.KEY)) {
                return NamespaceReader.read(text, profile, fault);
            } else if (key.name().equals("webhooks.hooks")) {
                return text.isBlank() ? List.of() : HookFile.read(home.resolve(text.strip()));
            }
            return key.name().equals("auth.publicKeys") ? entries(text).stream().map(this::pem).toList()
                : entries(text);
        } else if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            var value = Optional.of(text.strip()).filter(given -> !given.isEmpty());
            return optional.getActualTypeArguments()[0] == Path.class ? value.map(home::resolve) : value;
        }
        throw new IllegalStateException(key.name() + " has a type that nobody reads: " + type);
    }

    private static long number(Key key, String text) {
        var wanted = "must be a whole number from " + key.min() + " to " + key.max()
            + (key.unit().isEmpty() ? "" : " (" + key.unit() + ")") + ", not \"" + text + "\"";
        try {
            var value = Long.parseLong(text.strip().replace("_", ""));
            if (value < key.min() || value > key.max()) {
                throw new IllegalArgumentException(wanted);
            }
            return value;
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(wanted, noNumber);
        }
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, not \"" + text + "\"");
        };
    }

    private static <E extends Enum<E>> E choice(E[] all, String text) {
        return Arrays.stream(all).filter(one -> one.name().equalsIgnoreCase(text.strip())).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("must be " + Arrays.stream(all)
                .map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))
                .replaceAll(", (\\w+)$", " or $1") + ", not \"" + text + "\""));
    }

    private static List<String> entries(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    }

    private String pem(String entry) {
        if (entry.startsWith(PEM)) {
            return entry;
        }
        try {
            var content = Files.readString(home.resolve(entry)).strip();
            if (!content.startsWith(PEM)) {
                throw new IllegalArgumentException("names " + entry + ", which holds no PEM text");
            }
            return content;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("names " + entry + ", which cannot be read", unreadable);
        }
    }
}
