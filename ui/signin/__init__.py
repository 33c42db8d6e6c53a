"""The door: signing in without a network, and the one enrolment before it."""
