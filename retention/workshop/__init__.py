"""The live workshop: a room decides a case together, first each alone, then seeing how far apart they were."""
