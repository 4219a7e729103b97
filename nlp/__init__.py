"""What the text means: kind, metadata, sections, questions, actions, citations, positions."""
