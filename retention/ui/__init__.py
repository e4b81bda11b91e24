"""What the pages share: state, forms, frame.  The only part of the package that knows Streamlit."""
