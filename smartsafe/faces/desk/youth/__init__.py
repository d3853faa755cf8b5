"""The youth programme at the desk: applications, cohorts, polls, ideas; looking at what is sealed is a deed."""
