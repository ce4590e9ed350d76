package dev.parley.transport.api;

import dev.parley.config.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of resources: how each command is reached over HTTP. The document, the router and the tests
 * are made from it and from the dispatcher's own table of offers; a command that has no row here is reached
 * by its name.
 */
record Resources(List<Resource> rows) {

    /** Where commands without a row are. */
    static final String BY_NAME = "/commands/";

    /** Of a node with these bounds. */
    static Resources of(Settings settings) {
        var rooms = settings.rooms();
        return new Resources(Stream.of(new SessionResources(settings.session().registrationsMax()).all(),
            new RoomResources(rooms).all(), new MessageResources(rooms).all(),
            new PeopleResources(settings.presence().textMax()).all(),
            new NotificationResources(rooms.pageMax()).all(),
            new LiveResources(settings.live()).all(),
            new StateResources(settings.state()).all(),
            new WebhookResources(rooms.pageMax()).all()).flatMap(List::stream).toList());
    }

    /** The rows of a command; where there is none, one that takes any body at a path made of its name. */
    List<Resource> of(String address, String action) {
        var found = rows.stream()
            .filter(row -> row.address().equals(address) && row.action().equals(action)).toList();
        return !found.isEmpty() ? found : List.of(Resource.post(address, action,
            BY_NAME + address + "/" + action, "Carry out a command by its name.")
            .replies(Reply.body(Types.map(Types.any()))));
    }
}
