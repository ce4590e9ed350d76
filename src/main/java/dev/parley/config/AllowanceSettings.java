package dev.parley.config;

/**
 * What one user, or one remote address, may take of a node: steady rates, and how much may come at once.
 *
 * @param commandsPerSecond   commands and requests
 * @param commandsBurst       commands that may come at once
 * @param bytesPerSecond      bytes received
 * @param bytesBurst          bytes that may come at once
 * @param connectsPerSecond   new connections
 * @param connectsBurst       connections that may come at once
 * @param registrationsPerSecond channels subscribed to
 * @param registrationsBurst  subscriptions that may come at once
 * @param connectionsMax      connections open at once
 */
public record AllowanceSettings(int commandsPerSecond, int commandsBurst, int bytesPerSecond, int bytesBurst,
                                int connectsPerSecond, int connectsBurst, int registrationsPerSecond,
                                int registrationsBurst, int connectionsMax) {
}
