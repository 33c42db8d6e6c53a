"""One control per type of question: each shows an answer and tells of another; none knows the form."""
