package dev.parley.config;

/**
 * What one client may do, and how its life is watched.
 *
 * @param frameBytesMax a larger frame is refused with too_large
 * @param frameBytesClose a frame larger than this closes the socket with 1009
 * @param commandsPerSecond steady rate of frames of one session
 * @param commandsBurst frames that may come at once
 * @param commandsPendingMax commands under way at most; reading pauses above
 * @param registrationsMax subscriptions at most
 * @param pingAfterMs silence after which the server pings
 * @param deadAfterMs silence after that ping which ends the session
 * @param measureEveryMs how often a client that is never silent is pinged to measure its way; 0 = never
 * @param signInMs how long a connection may stay without a token
 * @param outboxBytesMax bytes waiting for one client above which live events stop
 * @param outboxLagMsMax how long a client may stay full before it is closed with 3008
 * @param revocationKeepDays how long a revocation counts
 * @param revocationPollMs how often what was revoked elsewhere is looked for
 */
public record SessionSettings(int frameBytesMax, int frameBytesClose, int commandsPerSecond,
                              int commandsBurst, int commandsPendingMax, int readsPendingMax,
                              int bytesPerSecond, int bytesBurst, int registrationsPerSecond,
                              int registrationsBurst, int registrationsMax,
                              int pingAfterMs, int deadAfterMs, int measureEveryMs, int signInMs,
                              int outboxBytesMax, int outboxLagMsMax, int revocationKeepDays,
                              int revocationPollMs) {
}
