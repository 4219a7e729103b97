"""The demonstration documents: invented Dutch texts, printed to PDFs whose answer keys are therefore known."""
