package dev.parley.config;

import java.util.List;

/**
 * Everything an operator can set, checked as a whole; read once at start.
 *
 * @param profile what this node is for
 * @param http where clients come in
 * @param edge how the door guards itself
 * @param auth whose tokens are believed
 * @param api the HTTP API for programs
 * @param session what one client may do and how its life is watched
 * @param socketio what is particular to Socket.IO
 * @param events server-sent events
 * @param user what one user may do, all his sessions together
 * @param address what one remote address may do
 * @param rooms the sizes of what people write
 * @param notifications what people are told on their own channels
 * @param webhooks how applications are told of what happens
 * @param feed how logs are followed, replayed and repaired
 * @param relay how nodes tell one another
 * @param postgres the durable log
 * @param sql what applications publish in their own SQL transactions
 * @param redis the recent log
 * @param cluster the other nodes
 * @param tls what is encrypted, with whose certificates
 * @param operations where operators and their tools come in
 * @param instances how many of each verticle
 * @param presence how it is told who is here
 * @param live live channels, whatever their namespace
 * @param namespaces the live channels that there are
 * @param state how much live state a channel may carry
 */
public record Settings(Profile profile, HttpSettings http, EdgeSettings edge, AuthSettings auth,
                       ApiSettings api, SessionSettings session, AllowanceSettings user,
                       AllowanceSettings address, SocketIoSettings socketio,
                       EventsSettings events, RoomSettings rooms,
                       NotificationSettings notifications, WebhookSettings webhooks,
                       FeedSettings feed, RelaySettings relay,
                       PostgresSettings postgres, SqlSettings sql, RedisSettings redis,
                       ClusterSettings cluster,
                       TlsSettings tls, OperationsSettings operations, InstanceSettings instances,
                       PresenceSettings presence, LiveSettings live, List<Namespace> namespaces,
                       StateSettings state) {

    public Settings {
        namespaces = List.copyOf(namespaces);
    }

    /** The same with clients coming in elsewhere. */
    public Settings with(HttpSettings other) {
        return new Settings(profile, other, edge, auth, api, session, user, address, socketio, events,
            rooms, notifications, webhooks, feed, relay, postgres, sql, redis, cluster, tls, operations,
            instances,
            presence, live, namespaces, state);
    }

    /** The same with another durable log. */
    public Settings with(PostgresSettings other) {
        return new Settings(profile, http, edge, auth, api, session, user, address, socketio, events,
            rooms, notifications, webhooks, feed, relay, other, sql, redis, cluster, tls, operations,
            instances,
            presence, live, namespaces, state);
    }

    /** The same with another recent log. */
    public Settings with(RedisSettings other) {
        return new Settings(profile, http, edge, auth, api, session, user, address, socketio, events,
            rooms, notifications, webhooks, feed, relay, postgres, sql, other, cluster, tls, operations,
            instances,
            presence, live, namespaces, state);
    }

    /** The same with other numbers of verticles. */
    public Settings with(InstanceSettings other) {
        return new Settings(profile, http, edge, auth, api, session, user, address, socketio, events,
            rooms, notifications, webhooks, feed, relay, postgres, sql, redis, cluster, tls, operations,
            other,
            presence, live, namespaces, state);
    }
}
