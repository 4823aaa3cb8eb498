"""The tests; a package, so that test files of the same name in different rooms do not collide."""
