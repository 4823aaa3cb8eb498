"""Stand-ins for the live sources: servers on loopback that behave as shared/sources/contracts.md says, bad days included."""
