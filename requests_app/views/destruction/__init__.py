"""The pages of keeping and destroying: lists, holds, and what stands where a request was destroyed."""
