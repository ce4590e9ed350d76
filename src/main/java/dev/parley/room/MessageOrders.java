package dev.parley.room;

import dev.parley.persistence.Append;
import dev.parley.persistence.Deed;
import dev.parley.persistence.PostMessage;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The part of {@link Orders} that is about messages. */
final class MessageOrders {

    private MessageOrders() {
    }

    static Append of(Caller caller, MessageCommand.Change command) {
        return switch (command) {
            case MessageCommand.Post post -> new PostMessage(post.room(), post.id(), caller, Act.POST.least(),
                post.text(), post.replyTo(), post.thread(), Mentions.of(post.mentions(), post.text()),
                post.mentions().size(), post.attachments(), post.client());
            case MessageCommand.Edit edit -> Orders.change(caller, edit, Deed.EDIT, edited(edit));
            case MessageCommand.Delete delete -> Orders.change(caller, delete, Deed.DELETE,
                Orders.least(Act.DELETE_OWN).put("id", delete.id())
                    .put("least_other", Act.DELETE_ANY.least().level()));
            case MessageCommand.React react -> Orders.change(caller, react, Deed.REACT,
                Orders.least(Act.REACT).put("id", react.id()).put("emoji", react.emoji())
                    .put("on", react.on()));
            case MessageCommand.Pin pin -> Orders.change(caller, pin, Deed.PIN, Orders.least(Act.PIN)
                .put("id", pin.id()).put("on", pin.on()));
        };
    }

    private static JsonObject edited(MessageCommand.Edit edit) {
        var args = Orders.least(Act.EDIT_OWN).put("id", edit.id()).put("text", edit.text())
            .put("words", String.join(" ", Words.distinct(edit.text())))
            .put("mentions", new JsonArray(Mentions.of(List.of(), edit.text())));
        edit.version().ifPresent(version -> args.put("version", version));
        return args;
    }
}
