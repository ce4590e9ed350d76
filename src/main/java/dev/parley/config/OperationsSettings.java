package dev.parley.config;

/**
 * Where operators and their tools come in.
 *
 * @param host address to listen on
 * @param port TCP port of metrics, the view of the cluster and the command to drain; 0 = that of the clients
 */
public record OperationsSettings(String host, int port) {

    /** Whether operators have a port of their own. */
    public boolean apart() {
        return port != 0;
    }
}
