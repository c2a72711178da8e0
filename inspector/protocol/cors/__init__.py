"""What browsers check before pages reach other sites: by the standard, and as recorded."""
