package dev.parley.config;

/**
 * Live channels, whatever their namespace.
 *
 * @param reloadMs how often the settings file is looked at for other namespaces
 * @param pageMax  events of one page of history
 * @param channelsMax channels that one request may publish to
 * @param trimEveryMs how often what is no longer kept is cleared away
 */
public record LiveSettings(int reloadMs, int pageMax, int channelsMax, int trimEveryMs) {
}
