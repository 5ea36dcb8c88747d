"""The library: topics, articles and writing prompts, open to every reader."""
