package dev.parley.config;

import java.nio.file.Path;

/**
 * The durable log.
 *
 * @param embedded start a PostgreSQL of our own and ignore host, port, database, user and
 *     password
 * @param dataDirectory where the embedded one keeps its files
 * @param host host name
 * @param port TCP port
 * @param database database name
 * @param user role
 * @param password its password; may be empty
 * @param tls encrypt the connection
 * @param appendConnections connections that append, per persistence verticle
 * @param readConnections connections that read, per persistence verticle
 * @param batchMax appends of one commit at most
 * @param queueMax appends waiting per persistence verticle at most; more are refused with 503
 * @param lockTimeoutMs how long one statement may wait for a row
 * @param statementTimeoutMs how long one statement may run
 * @param idleInTransactionTimeoutMs how long a silent client may hold rows
 * @param tcpUserTimeoutMs how long sent bytes may stay unacknowledged before a connection counts as dead
 * @param synchronous the operator's word that a synchronous standby holds every commit, so that a
 *     failover keeps the epoch
 */
public record PostgresSettings(boolean embedded, Path dataDirectory, String host, int port,
                               String database, String user, String password, boolean tls,
                               int appendConnections, int readConnections, int batchMax, int queueMax,
                               int lockTimeoutMs, int statementTimeoutMs, int idleInTransactionTimeoutMs,
                               int tcpUserTimeoutMs, boolean synchronous) {

    /** The same, reached elsewhere. */
    public PostgresSettings at(String newHost, int newPort, String newDatabase, String newUser,
                               String newPassword) {
        return new PostgresSettings(embedded, dataDirectory, newHost, newPort, newDatabase, newUser,
            newPassword, tls, appendConnections, readConnections, batchMax, queueMax, lockTimeoutMs,
            statementTimeoutMs, idleInTransactionTimeoutMs, tcpUserTimeoutMs, synchronous);
    }

    /** Every key but the password. */
    @Override
    public String toString() {
        return "PostgresSettings[" + user + "@" + host + ":" + port + "/" + database 
            + ", embedded=" + embedded + ", dataDirectory=" + dataDirectory + "]";
    }
}
