package dev.parley.room;

import dev.parley.protocol.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads what is attached to a message: names, types and sizes as told, and addresses that are checked. */
final class Attachments {

    static final int MOST = 20;
    private static final int NAME_MAX = 255;
    private static final int TYPE_MAX = 127;
    private static final int URL_MAX = 2048;
    private static final long SIZE_MAX = 1L << 50;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Attachments() {
    }

    static JsonArray read(Fields body) {
        var attachments = new JsonArray();
        for (var item : body.objects("attachments", MOST)) {
            var attachment = new JsonObject().put("name", item.text("name", 1, NAME_MAX));
            item.optionalText("type", 1, TYPE_MAX).ifPresent(type -> attachment.put("type", type));
            item.optionalNumber("size", 0, SIZE_MAX).ifPresent(size -> attachment.put("size", size));
            attachments.add(attachment.put("url", url(item)));
        }
        return attachments;
    }

    /** Absolute, with a host, and neither script nor file: it will stand behind a link that people click. */
    private static String url(Fields item) {
        var text = item.text("url", 1, URL_MAX);
        try {
            var url = new URI(text);
            if (url.getScheme() != null && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                && url.getRawAuthority() != null) {
                return text;
            }
        } catch (URISyntaxException notUrl) {
            throw Fields.bad("url", "is not a URL");
        }
        throw Fields.bad("url", "must be an absolute http or https URL");
    }
}
