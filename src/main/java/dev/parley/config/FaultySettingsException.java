package dev.parley.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the settings, at once. */
public final class FaultySettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    FaultySettingsException(List<Fault> faults) {
        super(faults.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n",
            faults.size() == 1 ? "One setting is wrong:\n" : faults.size() + " settings are wrong:\n", "")));
        this.faults = List.copyOf(faults);
    }

    /** The faults in the order of the file. */
    public List<Fault> faults() {
        return faults;
    }
}
