"""The sociale kaart in the terms of Open Referral HSDS 3 (Human Services Data Specification)."""
