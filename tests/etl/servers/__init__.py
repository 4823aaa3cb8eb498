"""Stand-ins for the live sources: servers on loopback that behave as the contracts say, bad days included."""
